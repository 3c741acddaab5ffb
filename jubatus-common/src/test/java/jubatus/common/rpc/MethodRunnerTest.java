package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MethodRunnerTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RpcServer.class);
    private final Level levelBefore = logger.getLevel();
    private final ListAppender<ILoggingEvent> records = new ListAppender<>();
    private final MethodRunner runner = new MethodRunner(new RpcStatistics(() -> new MethodTable(List.of())));

    @BeforeEach
    void listen() {
        records.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(records);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(records);
        logger.setAdditive(true);
        logger.setLevel(levelBefore);
    }

    @Test
    void run_errorThatQuotesALineEnd_answersItAndLogsOneLine() {
        Workspace workspace = Workspace.current();
        runner.run(refusing("no label: a\nb"), 5, MessageReader.of(new byte[] {(byte) 0xc0}), workspace);
        MessageReader in = MessageReader.of(workspace.answer().toBytes());
        in.readArrayOf(4);
        assertThat(in.readInt()).isEqualTo(1);
        assertThat(in.readInt()).isEqualTo(5);
        assertThat(in.readByteString()).hasToString("no label: a\nb");
        assertThat(records.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("exception in RPC thread: no label: a?b");
    }

    private static RpcMethod refusing(String text) {
        RpcHandler handler = (params, result) -> {
            throw new JubatusException(JubatusException.Code.LABEL_LIMIT, text);
        };
        return new RpcMethod(ByteString.utf8("train"), handler, () -> false, Runnable::run);
    }
}
