package plumbline.server.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.server.finding.Finding.CheckResult;
import plumbline.server.finding.Finding.Place;
import plumbline.server.finding.Finding.Words;

class FoundTest {
    @Test
    void saysTheReasonWhereTheCheckGivesOne() {
        var result = result("its ACL is public-read", "aws_s3_bucket.a: its ACL is public-read");

        assertThat(result.found()).isEqualTo("its ACL is public-read");
        assertThat(result.foundWhere()).isEqualTo("aws_s3_bucket.a: its ACL is public-read");
    }

    @Test
    void namesTheResourceOnceWhereOnlyTheMessageSpeaks() {
        assertThat(result("", "aws_s3_bucket.a: is open").foundWhere()).isEqualTo("aws_s3_bucket.a: is open");
        assertThat(result(" ", "is open").foundWhere()).isEqualTo("aws_s3_bucket.a: is open");
    }

    @Test
    void fallsBackOnTheTitleOfACheckThatSaysNothing() {
        assertThat(result("", "aws_s3_bucket.a: ").found()).isEqualTo("Buckets are private");
        assertThat(result("", "").found()).isEqualTo("Buckets are private");
    }

    private static CheckResult result(String reason, String message) {
        return new CheckResult(
                1,
                "shop",
                "Shop",
                "",
                "EXP-01",
                Severity.HIGH,
                "fail",
                "aws_s3_bucket.a",
                new Words(reason, "Buckets are private", message, ""),
                new Place("main.tf", 1, 1),
                List.of(),
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }
}
