package jubatus.core.mix;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jubatus.core.bytes.ByteString;

/**
 * The members of a cluster by node name: who might still lack an increment. Immutable.
 *
 * @param members by node name, as {@code 192.168.0.11_9199}; a node that restarted under a new origin counts once
 */
public record Roster(Map<ByteString, Member> members) {
    public static final Roster EMPTY = new Roster(Map.of());

    /**
     * One member.
     *
     * @param origin what it learns now is known under this
     * @param lastSeenSeconds Unix time at which it last took part in a mix
     */
    public record Member(Origin origin, long lastSeenSeconds) {}

    public Roster {
        members = Map.copyOf(members);
    }

    /** This roster with a member added or renewed; an older sighting changes nothing. */
    public Roster with(ByteString node, Member member) {
        Member known = members.get(node);
        if (known != null && known.lastSeenSeconds() > member.lastSeenSeconds()) {
            return this;
        }
        var merged = new TreeMap<>(members);
        merged.put(node, member);
        return new Roster(merged);
    }

    /** The union, of each node the later sighting. */
    public Roster mergedWith(Roster other) {
        Roster merged = this;
        for (var entry : new TreeMap<>(other.members).entrySet()) {
            merged = merged.with(entry.getKey(), entry.getValue());
        }
        return merged;
    }

    /** The members that were seen at or after a time. */
    public Roster seenSince(long unixSeconds) {
        return filtered(member -> member.lastSeenSeconds() >= unixSeconds);
    }

    public Set<Origin> origins() {
        return members.values().stream().map(Member::origin).collect(Collectors.toSet());
    }

    private Roster filtered(Predicate<Member> kept) {
        return new Roster(members.entrySet().stream()
                .filter(entry -> kept.test(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
