package plumbline.testkit;

import java.util.Random;

/// Seeded randomness for tests. The seed is printed, and `-Dplumbline.seed=N` runs the same test again.
public final class Seeds {
    private Seeds() {}

    /// A generator for the named test, seeded by `-Dplumbline.seed` or afresh.
    public static Random random(String test) {
        long seed = Long.getLong("plumbline.seed", System.nanoTime());
        System.out.println(test + ": -Dplumbline.seed=" + seed);
        return new Random(seed);
    }
}
