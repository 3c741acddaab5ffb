package jubatus.common.cluster;

import java.util.List;

/** The two kinds of children of a lock's node. Their names are compared by what ZooKeeper put behind the prefix. */
enum LockKind {
    READ("rlock_"),
    WRITE("wlock_");

    private final String prefix;

    LockKind(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    /** The first of {@code children} that keeps {@code own}, a child of this kind, from holding the lock; null if none does. */
    String blocker(List<String> children, String own) {
        String ownNumber = number(own);
        for (String child : children) {
            if (hinders(child) && number(child).compareTo(ownNumber) < 0) {
                return child;
            }
        }
        return null;
    }

    /** The first of {@code children} that would keep a new child of this kind from holding the lock; null if none would. */
    String blocker(List<String> children) {
        for (String child : children) {
            if (hinders(child)) {
                return child;
            }
        }
        return null;
    }

    /** A reader lets readers be; a writer nobody. */
    private boolean hinders(String child) {
        return child.startsWith(WRITE.prefix) || (this == WRITE && child.startsWith(READ.prefix));
    }

    static boolean isLock(String child) {
        return child.startsWith(READ.prefix) || child.startsWith(WRITE.prefix);
    }

    /** Both prefixes have the same length. */
    static String number(String child) {
        return child.substring(READ.prefix.length());
    }
}
