package jubatus.core.mix;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jubatus.core.bytes.ByteString;

/**
 * The members of a cluster by node name: who might still lack an increment. Immutable.
 *
 * @param members by node name, as {@code 192.168.0.11_9199}; a node that restarted under a new origin counts once
 * @param sinceSeconds Unix time of the first mix that it knows of; who was away longer than members are remembered is in no roster
 */
public record Roster(Map<ByteString, Member> members, long sinceSeconds) {
    /** That of a server that took part in no mix. */
    public static final Roster EMPTY = new Roster(Map.of(), Long.MAX_VALUE);

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
        return new Roster(merged, sinceSeconds);
    }

    /** The union, of each node the later sighting. */
    public Roster mergedWith(Roster other) {
        Roster merged = new Roster(members, Math.min(sinceSeconds, other.sinceSeconds));
        for (var entry : new TreeMap<>(other.members).entrySet()) {
            merged = merged.with(entry.getKey(), entry.getValue());
        }
        return merged;
    }

    /** The members that were seen at or after a time. */
    public Roster seenSince(long unixSeconds) {
        return new Roster(
                members.entrySet().stream()
                        .filter(entry -> entry.getValue().lastSeenSeconds() >= unixSeconds)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                sinceSeconds);
    }

    /** The members among some nodes. */
    Roster among(Set<ByteString> nodes) {
        return new Roster(
                members.entrySet().stream()
                        .filter(entry -> nodes.contains(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                sinceSeconds);
    }

    /** This roster after a mix, which is the first that it knows of if it knew none. */
    Roster afterMixAt(long unixSeconds) {
        return new Roster(members, Math.min(sinceSeconds, unixSeconds));
    }

    /** Unix time of the last mix that a member took part in; 0 if none did. */
    long lastMixSeconds() {
        return members.values().stream()
                .mapToLong(Member::lastSeenSeconds)
                .max()
                .orElse(0);
    }

    public Set<Origin> origins() {
        return members.values().stream().map(Member::origin).collect(Collectors.toSet());
    }
}
