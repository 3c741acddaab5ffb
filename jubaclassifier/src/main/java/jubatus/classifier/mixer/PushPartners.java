package jubatus.classifier.mixer;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import jubatus.common.cluster.Node;
import jubatus.core.JubatusException;

/** With whom a push mixer exchanges rows when a mix is due (03 §6bis). */
enum PushPartners {
    /** One of the others, whichever. */
    RANDOM {
        @Override
        List<Node> choose(List<Node> members, Node self, RandomGenerator random) {
            List<Node> others = others(members, self);
            return others.isEmpty() ? others : List.of(others.get(random.nextInt(others.size())));
        }
    },
    /** All others, in the order of the list. */
    BROADCAST {
        @Override
        List<Node> choose(List<Node> members, Node self, RandomGenerator random) {
            return others(members, self);
        }
    },
    /** Those half of the list further, a quarter, and so on to the next one. */
    SKIP {
        @Override
        List<Node> choose(List<Node> members, Node self, RandomGenerator random) {
            int own = members.contains(self) ? members.indexOf(self) : members.size();
            var chosen = new ArrayList<Node>();
            for (int step = members.size() / 2; step > 0; step /= 2) {
                chosen.add(members.get((own + step) % members.size()));
            }
            chosen.remove(self);
            return chosen;
        }
    };

    /** @param members sorted */
    abstract List<Node> choose(List<Node> members, Node self, RandomGenerator random);

    static PushPartners of(String mixer) {
        return switch (mixer) {
            case "random_mixer" -> RANDOM;
            case "broadcast_mixer" -> BROADCAST;
            case "skip_mixer" -> SKIP;
            default -> throw new JubatusException(JubatusException.Code.FAILED, "unsupported mix type (" + mixer + ")");
        };
    }

    private static List<Node> others(List<Node> members, Node self) {
        return members.stream().filter(node -> !node.equals(self)).toList();
    }
}
