package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import jubatus.common.rpc.RpcHandler;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UploadsIT {
    private static final CtlOptions OPTIONS = CtlOptions.check(
            CtlCommandLine.create()
                    .parse("-c", "restore", "DIR", "-s", "jubaclassifier", "-t", "classifier", "-n", "shop"),
            Map.of("ZK", "nobody:2181"));

    @Test
    void commit_toTwoServers_goesOnAtBothAtTheSameTime() throws Exception {
        var meeting = new CyclicBarrier(2);
        RpcHandler meet = (params, result) -> {
            await(meeting);
            result.bool(true);
        };
        try (var one = new NotingNode().receiver("127.45.0.11", meet);
                var other = new NotingNode().receiver("127.45.0.12", meet);
                var uploads = new Uploads(OPTIONS, List.of(one.node(), other.node()), 1, "00ff")) {
            uploads.write(new ByteArrayInputStream(new byte[1]));

            uploads.commit();
        }
    }

    @Test
    void commit_oneServerFails_tellsWhoAndThatTheOtherHasIt() throws Exception {
        RpcHandler take = (params, result) -> result.bool(true);
        RpcHandler fail = (params, result) -> {
            throw new JubatusException(JubatusException.Code.FAILED, "no memory");
        };
        try (var one = new NotingNode().receiver("127.45.0.11", fail);
                var other = new NotingNode().receiver("127.45.0.12", take);
                var uploads = new Uploads(OPTIONS, List.of(one.node(), other.node()), 1, "00ff")) {
            uploads.write(new ByteArrayInputStream(new byte[1]));

            assertThatThrownBy(uploads::commit)
                    .hasMessageStartingWith("1 of 2 servers have the model of the backup")
                    .hasMessageEndingWith(" Failed: " + one.node() + ": commit_restore at "
                            + one.node().replace('_', ':') + " failed: no memory");
        }
    }

    /** Whoever is alone would wait for the other for ever. */
    private static void await(CyclicBarrier meeting) {
        try {
            meeting.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new JubatusException(JubatusException.Code.FAILED, "the other did not come: " + e);
        }
    }
}
