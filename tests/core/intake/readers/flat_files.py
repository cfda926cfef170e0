"""Office files of one XML, written by hand for tests."""

_W2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_NAMES = (
    f'xmlns:w="{_W2003}" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
)
HEAD = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'


def word(body: str) -> bytes:
    inner = f"<w:body><wx:sect>{body}</wx:sect></w:body>"
    return f"{HEAD}<w:wordDocument {_NAMES}>{inner}</w:wordDocument>".encode()


def excel(rows: str, options: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles>'
        '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
        '<Style ss:ID="q" ss:Parent="p"><Font/></Style>'
        '<Style ss:ID="m"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style>'
        f'</Styles><Worksheet ss:Name="表"><Table>{rows}</Table>{options}</Worksheet></Workbook>'
    ).encode()
