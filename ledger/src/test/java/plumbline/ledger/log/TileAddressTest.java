package plumbline.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TileAddressTest {
    @Test
    void hasThePathsOfTheSpecification() {
        assertThat(new TileAddress(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new TileAddress(TileAddress.ENTRIES, 5, 256).path()).isEqualTo("tile/entries/005");
        assertThat(new TileAddress(2, 0, 1).path()).isEqualTo("tile/2/000.p/1");
        assertThat(new TileAddress(0, 1_000, 255).path()).isEqualTo("tile/0/x001/000.p/255");
    }

    @Test
    void readsEveryPathThatItWrites() {
        for (long index : new long[] {0, 1, 999, 1_000, 999_999, 1_000_000, 1_234_067, (1L << 55) - 1}) {
            for (int width : new int[] {1, 99, 255, 256}) {
                for (int level : new int[] {TileAddress.ENTRIES, 0, 7, 63}) {
                    TileAddress address = new TileAddress(level, index, width);
                    assertThat(TileAddress.parse(address.path())).contains(address);
                }
            }
        }
    }

    @Test
    void readsNothingElse() {
        for (String path : List.of(
                "",
                "tile",
                "tile/0",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/000.p",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/999",
                "tile/0/x000/000",
                "tile/0/001/000",
                "tile/0/x001/x000",
                "tile/0/000/",
                "/tile/0/000",
                "tile/data/000",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/000.P/1",
                "checkpoint")) {
            assertThat(TileAddress.parse(path)).as(path).isEmpty();
        }
    }

    @Test
    void knowsWhatALogOfASizeNeeds() {
        assertThat(TileAddress.levels(0)).isZero();
        assertThat(TileAddress.levels(255)).isEqualTo(1);
        assertThat(TileAddress.levels(256)).isEqualTo(2);
        assertThat(TileAddress.levels(Long.MAX_VALUE)).isEqualTo(8);
        assertThat(TileAddress.rightmost(0, 70_000)).contains(new TileAddress(0, 273, 112));
        assertThat(TileAddress.rightmost(1, 70_000)).contains(new TileAddress(1, 1, 17));
        assertThat(TileAddress.rightmost(2, 70_000)).contains(new TileAddress(2, 0, 1));
        assertThat(TileAddress.rightmost(3, 70_000)).isEmpty();
        assertThat(TileAddress.rightmost(0, 256)).contains(new TileAddress(0, 0, 256));
        assertThatThrownBy(() -> new TileAddress(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
    }
}
