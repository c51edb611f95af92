"""Why a local server can't run."""

from shared.errors import Refusal


class DidNotStart(Refusal):
    """The server ended, or didn't answer in time; the end of its log says why."""

    code = "local-server-did-not-start"
    status = 503
    vi = "{server} không khởi động được: {reason}. Phần cuối nhật ký {log}:\n{tail}"
    en = "{server} did not start: {reason}. The end of its log {log}:\n{tail}"


class PortTaken(Refusal):
    """Something else answers where the server is to listen."""

    code = "local-port-taken"
    status = 503
    vi = (
        "Một chương trình khác đang dùng 127.0.0.1:{port}, cần cho {server}; hãy dừng nó hoặc chọn cổng khác."
    )
    en = "Another program answers on 127.0.0.1:{port}, meant for {server}; stop it or choose another port."


class PackageMissing(Refusal):
    """A Debian package that isn't installed."""

    code = "local-package-missing"
    status = 503
    vi = "Không tìm thấy chương trình {program}; hãy cài gói Debian {package}: apt-get install {package}"
    en = "The program {program} is not here; install the Debian package {package}: apt-get install {package}"


class ExtraMissing(Refusal):
    """A Python package of the local servers that isn't installed."""

    code = "local-extra-missing"
    status = 503
    vi = "Thiếu gói Python {module}; hãy cài từ mã nguồn: pip install ./dev"
    en = "The Python package {module} is not installed; install it from the source: pip install ./dev"


class JarsNotResolved(Refusal):
    """The server's jars couldn't be had from Maven Central."""

    code = "local-jars-not-resolved"
    status = 503
    vi = "Không tải được các tệp jar của {endpoint}: {reason}"
    en = "The jars of {endpoint} could not be fetched: {reason}"
