package jubatus.dist.bill;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the POMs of our libraries call their licenses, and the identifiers of SPDX for them. */
final class Licenses {
    private static final String APACHE = "Apache-2.0";
    private static final Map<String, String> IDENTIFIERS = Map.of(
            "Apache-2.0", APACHE,
            "Apache License 2.0", APACHE,
            "Apache License, Version 2.0", APACHE,
            "The Apache License, Version 2.0", APACHE,
            "The Apache Software License, Version 2.0", APACHE,
            "EPL-2.0", "EPL-2.0",
            "LGPL-2.1-only", "LGPL-2.1-only",
            "MIT", "MIT",
            "MIT License", "MIT");

    private Licenses() {}

    /** Of several, one may be chosen: that is what a POM means by them. */
    static String expression(String artifact, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    artifact
                            + " goes into the suite, but neither its POM nor a parent of it names a license; take another library");
        }
        return names.stream().map(name -> identifier(artifact, name)).distinct().collect(Collectors.joining(" OR "));
    }

    private static String identifier(String artifact, String name) {
        String identifier = IDENTIFIERS.get(name);
        if (identifier == null) {
            throw new IllegalArgumentException(artifact + " has the license \"" + name
                    + "\", which nobody has looked at yet; if the suite may hold it, add its SPDX identifier to "
                    + Licenses.class.getName());
        }
        return identifier;
    }
}
