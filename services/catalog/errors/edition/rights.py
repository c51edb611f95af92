"""Who may draft and issue a catalogue."""

from shared.errors import Forbidden


class MayNotEditCatalogue(Forbidden):
    code = "may-not-edit-catalogue"
    vi = "Chỉ người biên tập danh mục của {agency} hoặc người nhập dữ liệu mới được soạn danh mục."
    en = "Only a catalogue editor of {agency} or an importer may draft its catalogue."


class MayNotIssueCatalogue(Forbidden):
    code = "may-not-issue-catalogue"
    vi = "Chỉ lãnh đạo {agency} hoặc người nhập dữ liệu mới được ban hành danh mục."
    en = "Only the head of {agency} or an importer may issue its catalogue."
