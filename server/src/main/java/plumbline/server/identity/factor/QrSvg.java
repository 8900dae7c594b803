package plumbline.server.identity.factor;

import io.nayuki.qrcodegen.QrCode;

/// A QR code as the inside of an SVG: one path of squares. Dark on white in any theme, for cameras read no other.
public record QrSvg(int size, String path) {
    private static final int QUIET = 4;

    static QrSvg of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrSvg(code.size + 2 * QUIET, path.toString());
    }
}
