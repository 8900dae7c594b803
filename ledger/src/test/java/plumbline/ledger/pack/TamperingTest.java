package plumbline.ledger.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.ledger.pack.PackFixtures.ED25519_ONLY;
import static plumbline.ledger.pack.PackFixtures.KEYS;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plumbline.ledger.SignedNote;
import plumbline.ledger.VerificationException;
import plumbline.ledger.pack.zip.ZipInput;
import plumbline.testkit.Seeds;

/// There is no byte in a pack that could be another one.
class TamperingTest {
    /// One signature keeps the pack small enough to try every byte of it.
    private static final byte[] PACK = small();

    @Test
    void findsEveryFlippedByte() {
        verify(PACK);
        Random random = Seeds.random("findsEveryFlippedByte");
        int[] masks = random.ints(PACK.length, 1, 256).toArray();
        List<Integer> unnoticed = IntStream.range(0, PACK.length)
                .parallel()
                .filter(at -> {
                    byte[] flipped = PACK.clone();
                    flipped[at] ^= (byte) masks[at];
                    return accepts(flipped);
                })
                .boxed()
                .toList();
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void findsRandomEdits() {
        Random random = Seeds.random("findsRandomEdits");
        for (int i = 0; i < 2_000; i++) {
            byte[] edited = edit(random);
            if (!Arrays.equals(edited, PACK)) {
                assertThat(accepts(edited)).as("edit %d", i).isFalse();
            }
        }
    }

    /// Cuts a piece out, doubles it, moves it, or overwrites it with another.
    private static byte[] edit(Random random) {
        int from = random.nextInt(PACK.length);
        int length = Math.min(random.nextInt(1, 300), PACK.length - from);
        int to = random.nextInt(PACK.length - length + 1);
        byte[] piece = Arrays.copyOfRange(PACK, from, from + length);
        byte[] without = splice(PACK, from, length, new byte[0]);
        return switch (random.nextInt(4)) {
            case 0 -> without;
            case 1 -> splice(PACK, from, 0, piece);
            case 2 -> splice(without, Math.min(to, without.length), 0, piece);
            default -> splice(PACK, to, length, piece);
        };
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] added) {
        byte[] result = new byte[bytes.length - removed + added.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(bytes, at + removed, result, at + added.length, bytes.length - at - removed);
        return result;
    }

    private static boolean accepts(byte[] pack) {
        try {
            verify(pack);
            return true;
        } catch (PackException | VerificationException _) {
            return false;
        }
    }

    private static void verify(byte[] pack) {
        PackReading reading = new PackReading(Optional.of(ED25519_ONLY), PackLimits.DEFAULT);
        try {
            new ZipInput(new ByteArrayInputStream(pack), PackLimits.DEFAULT).read(reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reading.finish();
    }

    private static byte[] small() {
        PackContents whole = PackFixtures.contents(ED25519_ONLY);
        PackContents contents = new PackContents(
                whole.scope(),
                whole.documents(),
                whole.evidence(),
                PackFixtures.journal().subList(0, 1),
                whole.policy());
        try {
            PackDraft draft = PackDraft.of(contents);
            PackSeal seal = PackFixtures.log(contents).seal(draft.manifest(), KEYS);
            SignedNote checkpoint = new SignedNote(
                    seal.checkpoint().text(), seal.checkpoint().signatures().subList(0, 1));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            draft.write(out, new PackSeal(seal.commitment(), seal.salt(), checkpoint, seal.proofs()));
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
