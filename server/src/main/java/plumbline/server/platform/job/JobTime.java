package plumbline.server.platform.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.scheduling.support.CronExpression;

/// When a recurring job is due. All times of day are UTC.
public sealed interface JobTime {

    /// Again after a pause, counted from the end of the run before.
    ///
    /// @param atOnce whether the very first run begins with the server, and not a pause later
    record Every(Duration pause, boolean atOnce) implements JobTime {
        public Every {
            if (pause.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("a pause must be a second or more, but is " + pause);
            }
        }
    }

    /// By a cron expression of six fields: second, minute, hour, day of month, month, day of week.
    record Cron(String expression) implements JobTime {
        public Cron {
            CronExpression.parse(expression);
        }
    }

    static JobTime every(Duration pause) {
        return new Every(pause, false);
    }

    static JobTime atOnceAndEvery(Duration pause) {
        return new Every(pause, true);
    }

    static JobTime daily(LocalTime time) {
        return new Cron("%d %d %d * * *".formatted(time.getSecond(), time.getMinute(), time.getHour()));
    }

    static JobTime cron(String expression) {
        return new Cron(expression);
    }

    /// When it is due for the first time.
    default Instant first(Instant now) {
        return switch (this) {
            case Every every when every.atOnce() -> now;
            case Every _, Cron _ -> after(now);
        };
    }

    /// When it is due after a run that ended then.
    default Instant after(Instant ended) {
        return switch (this) {
            case Every every -> ended.plus(every.pause());
            case Cron(var expression) -> {
                var next = CronExpression.parse(expression).next(ended.atZone(ZoneOffset.UTC));
                if (next == null) {
                    throw new IllegalStateException("the cron expression must come round, but does not: " + expression);
                }
                yield next.toInstant();
            }
        };
    }

    /// For people: `every 10 minutes`, `every day at 02:30 UTC`.
    default String words() {
        return switch (this) {
            case Every every -> "every " + words(every.pause());
            case Cron(var expression) -> words(expression);
        };
    }

    private static String words(Duration pause) {
        if (pause.toSeconds() % 60 != 0) {
            return pause.toSeconds() == 1 ? "second" : pause.toSeconds() + " seconds";
        }
        if (pause.toMinutes() % 60 != 0) {
            return pause.toMinutes() == 1 ? "minute" : pause.toMinutes() + " minutes";
        }
        return pause.toHours() == 1 ? "hour" : pause.toHours() + " hours";
    }

    private static String words(String expression) {
        var fields = expression.split(" ", -1);
        boolean daily = expression.matches("0 \\d+ \\d+ \\* \\* \\*");
        return daily
                ? "every day at %02d:%02d UTC".formatted(Integer.parseInt(fields[2]), Integer.parseInt(fields[1]))
                : "by the calendar " + expression + " (UTC)";
    }
}
