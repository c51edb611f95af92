"""HAND_OVER: a desk's open steps go to a successor, by a list that both sides confirm (bàn giao)."""
