package plumbline.catalog;

/// A measure by which operation is watched, with the target to start from and what usually misleads.
public record Sli(String id, String name, String measure, Direction better, String startingTarget, String gotcha) {

    /// Which way is better.
    public enum Direction {
        UP,
        DOWN
    }
}
