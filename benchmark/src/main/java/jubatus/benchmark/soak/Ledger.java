package jubatus.benchmark.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many samples of each label the cluster must know: all that were acknowledged, once, and no others. Safe for concurrent use. */
final class Ledger {
    private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();

    /** What one label is owed. */
    static final class Account {
        private final AtomicLong acknowledged = new AtomicLong();
        /** Of calls that broke: they may have been learned or not. */
        private final AtomicLong unknown = new AtomicLong();

        void acknowledge(long samples) {
            acknowledged.addAndGet(samples);
        }

        void leaveOpen(long samples) {
            unknown.addAndGet(samples);
        }

        long acknowledged() {
            return acknowledged.get();
        }

        long unknown() {
            return unknown.get();
        }
    }

    /** The account of a label, opened if there is none. */
    Account account(String label) {
        return accounts.computeIfAbsent(label, any -> new Account());
    }

    long acknowledged() {
        return accounts.values().stream().mapToLong(Account::acknowledged).sum();
    }

    long unknown() {
        return accounts.values().stream().mapToLong(Account::unknown).sum();
    }

    /** Where what somebody knows is no possible outcome, in words; empty if nothing is lost, doubled or invented. */
    List<String> differences(Map<String, Long> known) {
        List<String> differences = new ArrayList<>();
        var labels = new TreeMap<>(known);
        accounts.keySet().forEach(label -> labels.putIfAbsent(label, 0L));
        labels.forEach((label, count) -> {
            Account account = accounts.getOrDefault(label, new Account());
            long least = account.acknowledged();
            long most = least + account.unknown();
            if (count < least) {
                differences.add(label + ": " + (least - count) + " of " + least + " acknowledged samples are lost");
            } else if (count > most) {
                differences.add(label + ": " + count + " samples are known, but at most " + most + " were sent ("
                        + account.unknown() + " of them in calls that broke)");
            }
        });
        return differences;
    }
}
