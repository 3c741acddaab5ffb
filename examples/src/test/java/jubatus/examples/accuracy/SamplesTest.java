package jubatus.examples.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void order_sameSeed_isTheSamePermutation() {
        int[] order = Samples.order(1000, 3);

        assertThat(order).isEqualTo(Samples.order(1000, 3)).isNotEqualTo(Samples.order(1000, 4));
        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void text_subjectOverTwoLines_isJoinedAndFollowedByTheBody() {
        String mail = "From: a@b\nsubject: Buy\n\tNOW\nX-Other: no\n\nHello World\n\nBye\n";

        assertThat(SpamAssassin.text(mail)).isEqualTo(" buy\tnow\nhello world\n\nbye\n");
    }

    @Test
    void text_longMail_isCutAfter20000Characters() {
        assertThat(SpamAssassin.text("Subject: x\n\n" + "a".repeat(30_000))).hasSize(20_000);
    }

    @Test
    void text_noSubjectAndNoBody_isALineEnd() {
        assertThat(SpamAssassin.text("From: a@b\n")).isEqualTo("\n");
    }
}
