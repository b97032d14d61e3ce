"""Small workbooks of the old .xls format, which nothing here can write, and .ods by hand."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib


def unpacked(text: str) -> bytes:
    """Return the bytes packed into `text`."""
    return zlib.decompress(base64.b85decode(text))


def ods(rows_xml: str) -> bytes:
    """Return an .ods with one sheet, "Ark1", of these table:table-row elements."""
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in names.items()
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Ark1">{rows_xml}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
    return out.getvalue()


def ods_row(*texts: str, rows: int = 1, columns: int = 1) -> str:
    """Return one row; `rows` and `columns` say how often it and its cells are repeated."""
    cells = "".join(
        f'<table:table-cell table:number-columns-repeated="{columns}"'
        + (
            f' office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            if text
            else "/>"
        )
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row>'


# Sheet "Gammal": System, Ägare / Treserva, Kari / A, Ola / B (Ola merged over two rows).
OLD_WORKBOOK = unpacked(
    "c-rk)O=uHA6#iy+^Glm1H5FPhgo0ITFXBZH?b?F&AlCW=iU_*3i<Bm*Y>QAYR%?!e;7RdP=*3Ibi$5r$;K74X(Ss"
    "l;iQ>tVpx~j+`sVE{O*MxGv}oCHnYS-*zL|O1_vY=-tNB!E=5AXVzn}*?DsBwnDx07d^M52k{jMuj{~V>}2KcWKi"
    "&7xNAv|h)8IduR@h(Hd9pf2E;3KsYIE#U?f}LGO^sx_?kUn&i6u3#21X|gvW|pT}u48$dnU7iSX3G_p-NY@4<Cr%"
    "GI(MopKBl#EUjlO8`#k0yTehPGFJu;9xGFqu2))jTmHRh4GDZVtL2>K13$|nBN=Q=xXYt+50^j_d`ZOEZSJy5;_8"
    "-gbks9`EngL9~J;e!Lq=fvSdz-M|%IB@z0(Qyha-)rTcyfHg&WC{KXDr92YJ0@7$8G1FMYHU)oDmv(AZJmE^iu1K"
    "%WBQLJGpFkH*(fDkQ_!6>nYCtB-QVQTVG%A9~v}IvSo@Zx>xr%Nmt?Gq8vek6WkMGDY>02x3Rp$vu<F$jb)mcbnX"
    "~zQOe$F=3M694q9gi<BhqwO5Z|y@yo#nnc^pNE9rCn<@4#ex8@Am={__}<K;1pF3}}!T$gxg`e&hP#Cw*lztxMVm"
    "Q=pG>gLvjMZ{T6vGjh)t0NR&)Zh!|Yl<(JuPeS*gRe0^r1;*|Hxys5!Pl8D<MxEEfUf+JY=ga9Vu!JjZQlCwPV99"
    ">kP*mG>_4-E8c!n7qc!86^oGji65<FDAV7cs0RjXFu%;o@^SgXzG}IG)SiN${?>dXrD#2%xHH$+Sqho?zO!uHbX9"
    "tsY<<EMAgg=*9;TZpWp~O*I-N7h^*pJb=^OxT8MD_n!@xbJt+d}oOU#Z8>zr6lW3CYtV"
)
"""The rows above."""

OLD_WORKBOOK_WITH_A_FAR_CELL = unpacked(
    "c-rk)O=uHA6#iy6|FmgRQ=t_@C|I@jB3`_-YYUo#SnCfcBIwpGQktZ)En>Y`tvL#UC&f#l7cW&W{-B702M<C;4}u"
    "^h6;GZ71rKf3H*aTYqB%66#maumyqSITy?t+Y-puUon}uX)_I^hhzn~8~DozxkDxIJb^-dC?e#enbuZ~c0e5@-(B"
    "Q%hqAf7b84$Co=<6VY^dw~}ufki4OaSnsy1uL_L7~mL8A!FzzDR7%KakO((tt`*5+`#fKGoP~D!<uU>dx={TC$L}"
    ")cJEeMd|d0~zBuG{AF|B{*6c(ZUdb%JbX~aIAo}f5Gxu+HqytTu1C3kODp<CeD<MS#IEU{}2KeU9)aMyrzqWb-(*"
    "LN{hwJEXXaQgv&S_5YA|>Ra?oPt2na`WKB}(6jT3Bgf9+{e$wDLjV<yq6VNO{z@CM^5BNmto#+M{H9FlSPV^ivt2"
    "av>&HY@XqXni<~AncqZm1TEZ7a{edC)zY1>Zx0L)8K+n?&CcDme~Szk4lYXzGLBd63sQ8m#SWHN_^O+@-N7<NSxa"
    "@-P@8J(n_<pX?(HH!yBP0`tyS%9)GmHG^eA2YWNfGQe71ZsHUHk2MJMe=BV;d+8T5!AaqFhUW5cV3S|>iTZ2xV|h"
    "-e9pUxTA=qy@`}aWl!%J(EvID88t}7tGfbUoc-+e60>&V}4Na-KQT=e7z1|XTBV_XY>Sg6^~>GIJy;f2%A~w`j@-"
    "0+Z9GyAWdU0jaVsaUC13gDOVDF=3CI%jX<B)iU%@YT2xmMgAX4*eE9I;!-tP`3io{${JtpP9E0i$A*}xEEK{lYze"
    ")aE9L6{ulk{P_7X_+qOf{508xa)VwZtlIy#Iv~$H=>lF${AYV-4poec_4f`&qSN;?GT?M*UYBiSsY}{|SkH+T{"
)
"""The same with one cell in IV65536."""
