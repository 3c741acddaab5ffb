package jubatus.core;

import jubatus.core.bytes.ByteString;

/** What a datum was converted to, in part: a name, and a finite value other than 0. */
public record Feature(ByteString name, double value) {}
