package plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    @Test
    void readsTheCommitWhereverGitKeepsIt() throws IOException {
        Path git = Files.createDirectories(folder.resolve(".git/refs/heads"))
                .getParent()
                .getParent();
        Path infra = Files.createDirectories(folder.resolve("infra/live"));
        Repository repository = Repository.around(infra).orElseThrow();
        assertThat(repository.relative(infra)).isEqualTo("infra/live");
        assertThat(repository.relative(folder)).isEqualTo(".");
        assertThat(repository.commit()).isEmpty();
        Files.writeString(git.resolve("HEAD"), COMMIT + "\n");
        assertThat(repository.commit()).hasValue(COMMIT);
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
        assertThat(repository.commit()).isEmpty();
        Files.writeString(git.resolve("packed-refs"), "# pack-refs\n" + COMMIT + " refs/heads/main\n");
        assertThat(repository.commit()).hasValue(COMMIT);
        Files.writeString(git.resolve("refs/heads/main"), COMMIT.replace('0', 'f'));
        assertThat(repository.commit()).hasValue(COMMIT.replace('0', 'f'));
        Files.writeString(git.resolve("HEAD"), "ref: refs/../../../etc/passwd\n");
        assertThat(repository.commit()).isEmpty();
    }
}
