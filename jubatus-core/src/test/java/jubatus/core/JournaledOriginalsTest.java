package jubatus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.mix.MixDiff;
import jubatus.core.mix.OriginalPut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member with a journal whose master is an original, and which is killed before the master puts. */
class JournaledOriginalsTest {
    private static final String CONFIG = """
            {"method": "AROW", "parameter": {"regularization_weight": 1.0}, "converter": {
              "string_rules": [{"key": "*", "type": "str", "sample_weight": "bin", "global_weight": "bin"}]}}
            """;
    private static final ByteString SPAM = ByteString.utf8("spam");
    private static final ByteString DIGEST = ByteString.utf8("digest of the put");

    @TempDir
    Path folder;

    private JournaledMember member;

    @BeforeEach
    void start() {
        member = new JournaledMember("n0", folder, CONFIG);
    }

    @AfterEach
    void close() {
        member.close();
    }

    @Test
    void put_afterAKill_thatHasTheHandOut_countsItOnce() {
        member.train(SPAM, "buy");
        MixDiff handedOut = member.engine.mix().handOutToOriginal();
        member.train(SPAM, "now");

        member.kill();
        member.engine.mix().putFromOriginal(put(handedOut));

        assertThat(member.engine.labels()).isEqualTo(Map.of(SPAM, 2L));
        member.kill();
        assertThat(member.engine.labels()).isEqualTo(Map.of(SPAM, 2L));
    }

    @Test
    void put_afterAKill_thatLacksTheHandOut_leavesItOnTop() {
        member.train(SPAM, "buy");
        MixDiff handedOut = member.engine.mix().handOutToOriginal();
        var others = (ClassifierDiff.Linear) handedOut.classifier();

        member.kill();
        member.engine.mix().putFromOriginal(put(new MixDiff(others.withCounts(Map.of()), handedOut.keywords())));

        assertThat(member.engine.labels()).isEqualTo(Map.of(SPAM, 1L));
        member.kill();
        assertThat(member.engine.labels()).isEqualTo(Map.of(SPAM, 1L));
    }

    @Test
    void put_ofWhatAnEarlierLifeLearned_countsItOnce() {
        member.train(SPAM, "buy");
        member.kill();
        member.train(SPAM, "now");
        MixDiff handedOut = member.engine.mix().handOutToOriginal();

        member.engine.mix().putFromOriginal(new OriginalPut(handedOut, DIGEST, 2, true, 1000));
        assertThat(member.engine.labels()).isEqualTo(Map.of(SPAM, 2L));

        // Nothing is left to be handed out.
        assertThat(member.engine.mix().handOutToOriginal().classifier().counts())
                .isEmpty();
    }

    @Test
    void snapshot_whileAHandOutIsOpen_waits() {
        member.train(SPAM, "buy");
        MixDiff handedOut = member.engine.mix().handOutToOriginal();

        assertThat(member.journal.snapshot()).isFalse();
        member.engine.mix().putFromOriginal(put(handedOut));

        assertThat(member.journal.snapshot()).isTrue();
    }

    private static OriginalPut put(MixDiff mixed) {
        return new OriginalPut(mixed, DIGEST, 2, false, 1000);
    }
}
