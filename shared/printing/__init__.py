"""What every printed paper needs: the layout by decree, typesetting, texts as files can hold them."""
