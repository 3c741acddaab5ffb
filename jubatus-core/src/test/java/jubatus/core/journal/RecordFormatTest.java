package jubatus.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;

/** The bytes of the format, which later versions have to read. */
class RecordFormatTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void seal_aRecord_hasTheBytesOfTheFormat() {
        byte[] bytes = new byte[RecordFormat.HEADER + 4];
        System.arraycopy(HEX.parseHex("a3616263"), 0, bytes, RecordFormat.HEADER, 4);

        RecordFormat.seal(bytes, 0, RecordKind.SET_LABEL, 7, 4);

        // length, CRC-32C (by another implementation), sequence, kind, payload
        assertThat(HEX.formatHex(bytes)).isEqualTo("0000000d" + "0f0b168d" + "0000000000000007" + "03" + "a3616263");
    }

    @Test
    void encode_aHeader_hasTheBytesOfTheFormat() {
        var identity = new JournalIdentity(
                ByteString.utf8("classifier"), true, ByteString.copyOf(HEX.parseHex("11".repeat(32))));

        String hex = HEX.formatHex(new SegmentHeader(identity, 5).encode());

        assertThat(hex)
                .isEqualTo("4a5542412d4a524e" + "00000001" + "636c6173736966696572000000000000" + "00000001"
                        + "11".repeat(32) + "0000000000000005" + "0fe83e23");
        assertThat(SegmentHeader.decode(HEX.parseHex(hex), "file"))
                .isEqualTo(Optional.of(new SegmentHeader(identity, 5)));
    }

    @Test
    void codes_ofAllKinds_areTheirOwn() {
        for (RecordKind kind : RecordKind.values()) {
            assertThat(RecordKind.of(kind.code())).contains(kind);
        }
        assertThat(RecordKind.of((byte) 0)).isEmpty();
        assertThat(RecordKind.of((byte) 100)).isEmpty();
    }
}
