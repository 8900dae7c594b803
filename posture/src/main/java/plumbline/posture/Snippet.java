package plumbline.posture;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.hcl.Range;
import plumbline.posture.hcl.Source;

/// Some lines of a file, of which the line numbered `marked` is meant; `first` is the number of the first.
public record Snippet(int first, int marked, List<String> lines) {
    private static final int BEFORE = 2;
    private static final int AFTER = 3;
    private static final int LONGEST = 400;

    public Snippet {
        lines = List.copyOf(lines);
    }

    static Snippet around(Range place) {
        Source source = place.source();
        int marked = place.line();
        int first = Math.max(1, marked - BEFORE);
        int last = Math.min(marked + AFTER, source.lineCount());
        List<String> lines = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            String line = source.line(number);
            lines.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
        }
        return new Snippet(first, marked, lines);
    }
}
