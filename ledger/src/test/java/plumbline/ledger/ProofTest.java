package plumbline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final int SIZE = 70;
    private static final List<Hash> LEAVES = IntStream.range(0, SIZE)
            .mapToObj(i -> Hash.ofLeaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
            .toList();

    @Test
    void acceptsEveryInclusionThatTheDefinitionGives() {
        for (int size = 1; size <= SIZE; size++) {
            List<Hash> leaves = LEAVES.subList(0, size);
            Hash root = NaiveTree.root(leaves);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = new InclusionProof(index, size, NaiveTree.inclusion(index, leaves));
                assertThat(proof.verify(leaves.get(index), root)).isEqualTo(root);
            }
        }
    }

    @Test
    void acceptsEveryConsistencyThatTheDefinitionGives() {
        for (int size = 0; size <= SIZE; size++) {
            List<Hash> leaves = LEAVES.subList(0, size);
            Hash root = NaiveTree.root(leaves);
            for (int old = 0; old <= size; old++) {
                ConsistencyProof proof = new ConsistencyProof(old, size, NaiveTree.consistency(old, leaves));
                assertThat(proof.verify(NaiveTree.root(LEAVES.subList(0, old)), root))
                        .isEqualTo(root);
            }
        }
    }

    @Test
    void refusesAnyOtherLeafIndexLengthOrHash() {
        for (int size = 1; size <= 33; size++) {
            List<Hash> leaves = LEAVES.subList(0, size);
            Hash root = NaiveTree.root(leaves);
            for (int index = 0; index < size; index++) {
                List<Hash> hashes = NaiveTree.inclusion(index, leaves);
                Hash leaf = leaves.get(index);
                assertRefused(new InclusionProof(index, size, hashes), LEAVES.get(SIZE - 1), root);
                assertRefused(new InclusionProof(index, size, hashes), leaf, Hash.EMPTY_TREE);
                assertRefused(new InclusionProof(index, size, plus(hashes, root)), leaf, root);
                assertRefused(new InclusionProof(index, size + 64, hashes), leaf, root);
                for (int i = 0; i < hashes.size(); i++) {
                    List<Hash> changed = new ArrayList<>(hashes);
                    changed.set(i, root);
                    assertRefused(new InclusionProof(index, size, changed), leaf, root);
                    changed.remove(i);
                    assertRefused(new InclusionProof(index, size, changed), leaf, root);
                }
            }
        }
    }

    @Test
    void refusesTreesThatShareNoPast() {
        Hash root = NaiveTree.root(LEAVES);
        for (int old = 1; old < SIZE; old++) {
            Hash oldRoot = NaiveTree.root(LEAVES.subList(0, old));
            List<Hash> hashes = NaiveTree.consistency(old, LEAVES);
            assertRefused(new ConsistencyProof(old, SIZE, hashes), root, root);
            assertRefused(new ConsistencyProof(old, SIZE, hashes), oldRoot, oldRoot);
            assertRefused(new ConsistencyProof(old, SIZE, plus(hashes, root)), oldRoot, root);
            assertRefused(new ConsistencyProof(old, SIZE, hashes.subList(1, hashes.size())), oldRoot, root);
            for (int i = 0; i < hashes.size(); i++) {
                List<Hash> changed = new ArrayList<>(hashes);
                changed.set(i, Hash.EMPTY_TREE);
                assertRefused(new ConsistencyProof(old, SIZE, changed), oldRoot, root);
            }
        }
        assertRefused(new ConsistencyProof(0, SIZE, List.of()), root, root);
        assertRefused(new ConsistencyProof(SIZE, SIZE, List.of()), Hash.EMPTY_TREE, root);
    }

    @Test
    void refusesSizesThatNoTreeHas() {
        assertThatThrownBy(() -> new InclusionProof(5, 5, List.of()))
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.INDEX_OUT_OF_RANGE));
        assertThatThrownBy(() -> new ConsistencyProof(6, 5, List.of())).isInstanceOf(VerificationException.class);
        assertThatThrownBy(() -> new ConsistencyProof(-1, 5, List.of())).isInstanceOf(VerificationException.class);
    }

    private static void assertRefused(InclusionProof proof, Hash leaf, Hash root) {
        assertThatThrownBy(() -> proof.verify(leaf, root))
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).isIn(Refusal.ROOT_MISMATCH, Refusal.PROOF_LENGTH));
    }

    private static void assertRefused(ConsistencyProof proof, Hash oldRoot, Hash newRoot) {
        assertThatThrownBy(() -> proof.verify(oldRoot, newRoot))
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).isIn(Refusal.INCONSISTENT, Refusal.PROOF_LENGTH));
    }

    private static List<Hash> plus(List<Hash> hashes, Hash further) {
        List<Hash> all = new ArrayList<>(hashes);
        all.add(further);
        return all;
    }
}
