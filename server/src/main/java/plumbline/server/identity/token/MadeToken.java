package plumbline.server.identity.token;

/// A token just made, with the secret that is shown this once.
public record MadeToken(Token token, String secret) {
    @Override
    public String toString() {
        return "MadeToken[token=" + token + "]";
    }
}
