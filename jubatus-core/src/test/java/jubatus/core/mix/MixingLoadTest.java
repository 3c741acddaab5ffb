package jubatus.core.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.JubatusException;
import jubatus.core.journal.Recorder;
import jubatus.core.storage.Turns;
import org.junit.jupiter.api.Test;

/** What a member makes of a model file that contradicts itself. */
class MixingLoadTest {
    @Test
    void load_linearModelThatNamesRows_isRefusedAndChangesNothing() {
        var member = new Mixing(new Origin(9, 1), Kind.PA.newModel(), Long.MAX_VALUE, Turns.ALONE);
        Knowledge.learn(member.model(), 0);
        MixState state = member.state();
        MixableModel model = member.model();
        var saved = new Saved(
                MixState.ofOriginal(7, 0),
                new TreeMap<>(Map.of(new Origin(9, 2), new Span(0, 1))),
                List.of(Knowledge.label(1)));
        MixableModel loaded = Kind.PA.newModel();

        assertThatThrownBy(() -> member.load(saved, loaded, loaded.takeIncrement(Turns.ALONE), Recorder.NOTHING))
                .isInstanceOf(JubatusException.class)
                .hasMessageContaining("names 1 un-mixed rows");

        assertThat(member.state()).isEqualTo(state);
        assertThat(member.model()).isSameAs(model);
        assertThat(member.handOut().diff().classifier().counts()).isEqualTo(Map.of(Knowledge.label(0), 1L));
    }
}
