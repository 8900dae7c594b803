package plumbline.server.web;

/// How much is met, failing, unknown and not applicable; drawn as one bar with the numbers beside it.
public record Bar(long met, long failing, long unknown, long notApplicable) {

    public Bar {
        if (met < 0 || failing < 0 || unknown < 0 || notApplicable < 0) {
            throw new IllegalArgumentException("counts must be at least 0");
        }
    }

    public long total() {
        return met + failing + unknown + notApplicable;
    }

    public String words() {
        return Format.number(met) + " met, " + Format.number(failing) + " failing, " + Format.number(unknown)
                + " unknown, " + Format.number(notApplicable) + " not applicable";
    }
}
