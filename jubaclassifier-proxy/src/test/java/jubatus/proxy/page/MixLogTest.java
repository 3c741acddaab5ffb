package jubatus.proxy.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MixLogTest {
    private final MixLog log = new MixLog();

    @Test
    void look_theFirst_isNoMix() {
        look(1000, 5, 5);

        assertThat(log.mixes()).isEmpty();
    }

    @Test
    void look_aHigherVersion_isAMixThatMoreAndMoreServersHave() {
        look(1000, 5, 5, 5);
        look(2000, 6, 5, 5);
        assertThat(log.mixes()).containsExactly(new MixLog.Mix(2000, 6, 1, 1, 3));

        look(3000, 6, 6, 6);
        assertThat(log.mixes()).containsExactly(new MixLog.Mix(2000, 6, 1, 3, 3));
    }

    @Test
    void look_aServerThatLeavesAfterwards_doesNotTakeItsPartBack() {
        look(1000, 5, 5);
        look(2000, 6, 6);
        look(3000, 6);

        assertThat(log.mixes()).containsExactly(new MixLog.Mix(2000, 6, 1, 2, 2));
    }

    @Test
    void look_aMixThatAnotherOvertakes_stillGetsThoseWhoHaveALaterModel() {
        look(1000, 5, 5);
        look(2000, 6, 5);
        look(3000, 7, 7);

        assertThat(log.mixes()).containsExactly(new MixLog.Mix(2000, 6, 1, 2, 2), new MixLog.Mix(3000, 7, 1, 2, 2));
    }

    @Test
    void look_afterVersionsCountAnew_leavesEarlierMixesAsTheyWere() {
        look(1000, 5, 5);
        look(2000, 6, 5);
        look(3000, 0, 0);
        look(4000, 8, 8);

        assertThat(log.mixes().get(0).servers()).isEqualTo(1);
    }

    @Test
    void look_severalVersionsLater_areSeveralMixes() {
        look(1000, 5);
        look(9000, 8);

        assertThat(log.mixes()).containsExactly(new MixLog.Mix(9000, 8, 3, 1, 1));
    }

    @Test
    void look_aLowerVersion_isNoMixAndTheNextCountsFromThere() {
        look(1000, 5);
        look(2000, 0);
        assertThat(log.mixes()).isEmpty();

        look(3000, 1);
        assertThat(log.mixes()).containsExactly(new MixLog.Mix(3000, 1, 1, 1, 1));
    }

    @Test
    void look_serversThatAreNotActiveOrTellNoVersion_doNotCount() {
        log.look(List.of(server(ServerView.State.ACTIVE, Map.of("model_version", "5")), fetching(0), silent()), 1000);
        log.look(List.of(server(ServerView.State.ACTIVE, Map.of("model_version", "6")), fetching(9), silent()), 2000);

        assertThat(log.mixes()).containsExactly(new MixLog.Mix(2000, 6, 1, 1, 1));
    }

    @Test
    void look_atAMasterThatTellsWhatItsMixCost_addsThatWhenItIsTold() {
        look(1000, 5, 5);
        log.look(List.of(at("a", 6), at("b", 6)), 2000);
        assertThat(log.mixes().get(0).cost()).isEmpty();

        log.look(List.of(at("a", 6), master("b", 6, 6, "0.0125")), 3000);
        log.look(List.of(at("a", 6), at("b", 6)), 4000);

        assertThat(log.mixes())
                .containsExactly(new MixLog.Mix(2000, 6, 1, 2, 2).costing(Optional.of(new MixCost(6, 12.5, 300))));
    }

    @Test
    void look_atTheCostOfAMixBeforeTheFirstLookOrBeforeVersionsCountAnew_leavesItOut() {
        log.look(List.of(at("a", 0), master("b", 0, 1, "9")), 1000);
        log.look(List.of(at("a", 1), master("b", 1, 1, "9")), 2000);
        log.look(List.of(at("a", 2), master("b", 2, 2, "7")), 3000);
        log.look(List.of(at("a", 0), master("b", 0, 2, "7")), 4000);
        log.look(List.of(at("a", 1), master("b", 1, 2, "7")), 5000);
        log.look(List.of(at("a", 2), master("b", 2, 2, "7")), 6000);
        Optional<MixCost> known = Optional.of(new MixCost(2, 7000, 300));
        assertThat(log.mixes().stream().map(MixLog.Mix::cost))
                .containsExactly(Optional.empty(), known, Optional.empty(), Optional.empty());

        log.look(List.of(at("a", 2), master("b", 2, 2, "8")), 7000);
        assertThat(log.mixes().get(3).cost()).contains(new MixCost(2, 8000, 300));
    }

    @Test
    void look_atCostsThatAreNone_leavesThemOut() {
        look(1000, 5);
        log.look(List.of(master("a", 6, 6, "soon")), 2000);

        assertThat(log.mixes()).containsExactly(new MixLog.Mix(2000, 6, 1, 1, 1));
    }

    private void look(long millis, long... versions) {
        var servers = new ArrayList<ServerView>();
        for (long version : versions) {
            servers.add(server(ServerView.State.ACTIVE, Map.of("model_version", Long.toString(version))));
        }
        log.look(servers, millis);
    }

    private static ServerView at(String node, long version) {
        return server(node, ServerView.State.ACTIVE, Map.of("model_version", Long.toString(version)));
    }

    private static ServerView master(String node, long version, long mixed, String seconds) {
        Map<String, String> status = Map.of(
                "model_version",
                Long.toString(version),
                "linear_mixer.last_mix_version",
                Long.toString(mixed),
                "linear_mixer.last_mix_seconds",
                seconds,
                "linear_mixer.last_mix_bytes",
                "300");
        return server(node, ServerView.State.ACTIVE, status);
    }

    private static ServerView fetching(long version) {
        return server(ServerView.State.FETCHING, Map.of("model_version", Long.toString(version)));
    }

    private static ServerView silent() {
        return server(ServerView.State.ACTIVE, Map.of());
    }

    private static ServerView server(ServerView.State state, Map<String, String> status) {
        return server("127.0.0.1_9180", state, status);
    }

    private static ServerView server(String node, ServerView.State state, Map<String, String> status) {
        var dealings = new ServerView.Dealings(false, new ProxySource.Asked(0, 0, 0), Double.NaN, 0);
        return new ServerView(node, state, status, "", dealings);
    }
}
