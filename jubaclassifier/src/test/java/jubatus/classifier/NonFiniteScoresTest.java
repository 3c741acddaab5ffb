package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jubatus.common.process.LogThrottle;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NonFiniteScoresTest {
    /** Near the end, because a nanosecond clock may run over. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    private final NonFiniteScores scores = new NonFiniteScores(new LogThrottle(clock::get));
    private final Logger logger = (Logger) LoggerFactory.getLogger(NonFiniteScores.class);
    private final ListAppender<ILoggingEvent> records = new ListAppender<>();

    @BeforeEach
    void listen() {
        records.start();
        logger.addAppender(records);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(records);
    }

    @Test
    void report_oftenInASecond_writesOneRecordAndCountsTheRest() {
        scores.report(ByteString.utf8("A"), Double.POSITIVE_INFINITY);
        scores.report(ByteString.utf8("B"), Double.NaN);
        scores.report(ByteString.utf8("C"), Double.NaN);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        scores.report(ByteString.utf8("D"), Double.NEGATIVE_INFINITY);
        assertThat(records.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("score is infinite: A = inf", "score is infinite: D = -inf");
        assertThat(records.list.get(1).getKeyValuePairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.value).isEqualTo(2L));
    }

    @Test
    void report_labelWithLineEnd_staysOnOneLine() {
        scores.report(ByteString.utf8("A\n2026 ERROR forged"), Double.NaN);
        assertThat(records.list.get(0).getFormattedMessage()).isEqualTo("score is infinite: A?2026 ERROR forged = nan");
    }
}
