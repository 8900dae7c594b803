package plumbline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The vectors of others, in `src/test/resources/plumbline/ledger`, whose README says whose.
class VectorTest {
    private static final HexFormat HEX = HexFormat.of();

    private record MerkleVector(
            boolean inclusion, boolean good, long first, long size, Hash one, Hash other, List<Hash> proof) {
        static MerkleVector parse(String line) {
            List<String> words = List.of(line.split(" ", -1));
            List<Hash> hashes = words.stream()
                    .skip(4)
                    .map(word -> Hash.fromBase64(word, Refusal.MALFORMED_PROOF))
                    .toList();
            return new MerkleVector(
                    words.get(0).equals("inclusion"),
                    words.get(1).equals("good"),
                    Long.parseLong(words.get(2)),
                    Long.parseLong(words.get(3)),
                    hashes.get(0),
                    hashes.get(1),
                    hashes.subList(2, hashes.size()));
        }

        void verify() {
            if (inclusion) {
                new InclusionProof(first, size, proof).verify(other, one);
            } else {
                new ConsistencyProof(first, size, proof).verify(one, other);
            }
        }

        MerkleVector with(long newFirst, long newSize) {
            return new MerkleVector(inclusion, false, newFirst, newSize, one, other, proof);
        }

        MerkleVector with(Hash newOne, Hash newOther) {
            return new MerkleVector(inclusion, false, first, size, newOne, newOther, proof);
        }

        MerkleVector with(List<Hash> newProof) {
            return new MerkleVector(inclusion, false, first, size, one, other, newProof);
        }
    }

    @Test
    void judgesMerkleProofsAsTheirAuthorsDo() {
        for (MerkleVector vector : merkleVectors()) {
            if (vector.good()) {
                vector.verify();
            } else {
                assertRefused(vector);
            }
        }
    }

    @Test
    void refusesEveryChangeThatTheAuthorsOfTheProofsName() {
        Hash garbage = Hash.ofLeaf(new byte[] {1});
        for (MerkleVector good :
                merkleVectors().stream().filter(MerkleVector::good).toList()) {
            List<MerkleVector> bad = new ArrayList<>(List.of(
                    good.with(good.first() - 1, good.size()),
                    good.with(good.first() + 1, good.size()),
                    good.with(good.first() ^ 2, good.size()),
                    good.with(good.first(), good.size() * 2),
                    good.with(good.first(), good.size() / 2),
                    good.with(garbage, good.other()),
                    good.with(good.one(), garbage),
                    good.with(inserted(good, 0, garbage)),
                    good.with(inserted(good, good.proof().size(), garbage)),
                    good.with(inserted(good, 0, good.one())),
                    good.with(inserted(good, good.proof().size(), good.one())),
                    good.with(inserted(good, 0, good.other())),
                    good.with(inserted(good, good.proof().size(), good.other()))));
            for (int i = 0; i < good.proof().size(); i++) {
                List<Hash> changed = new ArrayList<>(good.proof());
                byte[] bytes = changed.get(i).bytes();
                bytes[0] ^= 1 << 4;
                changed.set(i, Hash.of(bytes));
                bad.add(good.with(changed));
                List<Hash> removed = new ArrayList<>(good.proof());
                removed.remove(i);
                bad.add(good.with(removed));
            }
            if (!good.one().equals(good.other())) {
                bad.add(good.with(good.other(), good.one()));
            }
            bad.forEach(VectorTest::assertRefused);
        }
    }

    @Test
    void judgesEd25519SignaturesAsWycheproofDoes() {
        assertThat(judgeSignatures("wycheproof/ed25519.txt", SignatureType.ED25519))
                .isEqualTo(151);
    }

    @Test
    void judgesMlDsaSignaturesAsWycheproofDoes() {
        assertThat(judgeSignatures("wycheproof/mldsa44.txt", SignatureType.ML_DSA_44))
                .isEqualTo(173);
    }

    @Test
    void derivesMlDsaKeysFromSeedsAsWycheproofDoes() {
        for (String line : lines("wycheproof/mldsa44-seeds.txt")) {
            byte[] seed = HEX.parseHex(line.substring(0, 64));
            byte[] expected = HEX.parseHex(line.substring(65));
            VerifierKey key = VerifierKey.of("a", SignatureType.ML_DSA_44, expected);
            byte[] typed = new byte[33];
            typed[0] = 6;
            System.arraycopy(seed, 0, typed, 1, 32);
            String text =
                    "PRIVATE+KEY+a+" + key.idText() + "+" + Base64.getEncoder().encodeToString(typed);
            assertThat(SignerKey.parse(text).verifier()).isEqualTo(key);
        }
    }

    private static int judgeSignatures(String file, SignatureType type) {
        int judged = 0;
        String key = "";
        for (String line : lines(file)) {
            List<String> words = List.of(line.split(" ", -1));
            if (words.getFirst().equals("key")) {
                key = words.get(1);
                continue;
            }
            assertThat(verifies(type, key, bytes(words.get(2)), bytes(words.get(3))))
                    .as("%s %s", file, words.getFirst())
                    .isEqualTo(words.get(1).equals("valid"));
            judged++;
        }
        return judged;
    }

    private static boolean verifies(SignatureType type, String key, byte[] message, byte[] signature) {
        try {
            return VerifierKey.of("a", type, HEX.parseHex(key)).verifies(message, signature, 0);
        } catch (VerificationException e) {
            return false;
        }
    }

    private static byte[] bytes(String hex) {
        return hex.equals("-") ? new byte[0] : HEX.parseHex(hex);
    }

    private static List<Hash> inserted(MerkleVector vector, int place, Hash hash) {
        List<Hash> proof = new ArrayList<>(vector.proof());
        proof.add(place, hash);
        return proof;
    }

    private static void assertRefused(MerkleVector vector) {
        assertThatThrownBy(vector::verify).as(vector.toString()).isInstanceOf(VerificationException.class);
    }

    private static List<MerkleVector> merkleVectors() {
        return lines("merkle.txt").stream().map(MerkleVector::parse).toList();
    }

    private static List<String> lines(String file) {
        try (InputStream in = VectorTest.class.getResourceAsStream("/plumbline/ledger/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
