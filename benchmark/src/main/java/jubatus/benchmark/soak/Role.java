package jubatus.benchmark.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client does.
 *
 * @param label which it alone teaches
 * @param number of the label, from which the data come
 * @param batch the most data in a call
 * @param trains in how many of a hundred calls it teaches; it classifies in the others, but now and then asks for the labels
 */
record Role(String label, int number, int batch, int trains) {
    /** Four that teach and ask data one by one, two that teach many at once, and two that only ask. */
    static List<Role> all() {
        List<Role> roles = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean asks = i >= 6;
            boolean single = i < 4 || asks;
            roles.add(new Role("label" + i, i, single ? 1 : 50, asks ? 0 : 80));
        }
        return roles;
    }
}
