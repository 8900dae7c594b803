package plumbline.posture.report;

/// Colour and weight for terminals that show them.
enum Ink {
    NONE(""),
    BOLD("1"),
    DIM("2"),
    RED("1;31"),
    YELLOW("33"),
    GREEN("32"),
    CYAN("36");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String on(String text, boolean colour) {
        return colour && this != NONE ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
