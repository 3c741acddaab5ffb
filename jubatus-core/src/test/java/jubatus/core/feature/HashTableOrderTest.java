package jubatus.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of 02 §9. */
class HashTableOrderTest {
    private final HashTableOrder order = new HashTableOrder();
    private final List<String> inserted = new ArrayList<>();

    @Test
    void hash_knownStrings_isTheLibrarys() {
        assertThat(Long.toUnsignedString(hash("A"))).isEqualTo("6919333181322027406");
        assertThat(Long.toUnsignedString(hash("B"))).isEqualTo("4199750530058918380");
        assertThat(Long.toUnsignedString(hash("abc"))).isEqualTo("3663726644998027833");
        assertThat(Long.toUnsignedString(hash(""))).isEqualTo("6142509188972423790");
        assertThat(Long.toUnsignedString(hash("hello world 123"))).isEqualTo("2502944921154908993");
    }

    @Test
    void insert_letters_listsThemAsTheLibraryDoes() {
        insert("A", "B", "C", "D", "E", "F", "G");
        assertThat(listed()).isEqualTo("EDFCBGA");
        insert("H", "I", "J", "K", "L");
        assertThat(listed()).isEqualTo("GABCFLHEDIJK");
    }

    @Test
    void insert_numbers_listsThemBackwardsUntilTheTableGrows() {
        for (int i = 0; i <= 10; i++) {
            order.insert(i);
        }
        assertThat(elements()).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        order.insert(11);
        assertThat(elements()).containsExactly(11, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void insert_labelsThatShareABucket_listsThemAsRecorded() {
        insert("preset", "sport", "spam", "x y", "政治", "ham");
        // The id table lists the ids backwards, so a linear answer inserts the labels in this order.
        var answer = new HashTableOrder();
        List<String> names = new ArrayList<>();
        for (int i = inserted.size() - 1; i >= 0; i--) {
            answer.insert(hash(inserted.get(i)));
            names.add(inserted.get(i));
        }
        var listed = new ArrayList<String>();
        for (int e = answer.first(); e >= 0; e = answer.next(e)) {
            listed.add(names.get(e));
        }
        assertThat(listed).containsExactly("preset", "spam", "sport", "x y", "政治", "ham");
    }

    @Test
    void erase_anyElement_keepsTheOrderOfTheOthers() {
        for (int erased = 0; erased < 30; erased++) {
            var table = new HashTableOrder();
            for (int i = 0; i < 30; i++) {
                table.insert(i * 7L % 13 * 1000003L);
            }
            List<Integer> before = elements(table);
            table.erase(erased);
            before.remove(Integer.valueOf(erased));
            assertThat(elements(table)).isEqualTo(before);
            assertThat(table.insert(5)).isEqualTo(erased);
            assertThat(elements(table)).hasSize(30);
        }
    }

    private void insert(String... names) {
        for (String name : names) {
            assertThat(order.insert(hash(name))).isEqualTo(inserted.size());
            inserted.add(name);
        }
    }

    private String listed() {
        var text = new StringBuilder();
        elements().forEach(e -> text.append(inserted.get(e)));
        return text.toString();
    }

    private List<Integer> elements() {
        return elements(order);
    }

    private static List<Integer> elements(HashTableOrder table) {
        var elements = new ArrayList<Integer>();
        for (int e = table.first(); e >= 0; e = table.next(e)) {
            elements.add(e);
        }
        return elements;
    }

    private static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HashTableOrder.hash(bytes, 0, bytes.length);
    }
}
