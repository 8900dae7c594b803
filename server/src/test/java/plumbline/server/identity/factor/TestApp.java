package plumbline.server.identity.factor;

import plumbline.server.ServerFixture;

/// Another telephone: knows the secret, and the server's clock.
final class TestApp {
    private final ServerFixture server;
    private final byte[] secret;

    TestApp(ServerFixture server, byte[] secret) {
        this.server = server;
        this.secret = secret;
    }

    byte[] secret() {
        return secret;
    }

    String code() {
        return Totp.code(secret, Totp.step(server.clock().instant()));
    }

    /// The code of a later step, so that it was not used before.
    String nextCode() {
        server.clock().advance(Totp.STEP);
        return code();
    }

    static byte[] bytes(String letters) {
        var bits = new StringBuilder();
        for (char letter : letters.replace(" ", "").toCharArray()) {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits.append("%5s".formatted(Integer.toBinaryString(value)).replace(' ', '0'));
        }
        var bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }
}
