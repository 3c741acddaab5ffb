package jubatus.core.plugin;

import java.util.OptionalDouble;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import jubatus.core.bytes.StreamNumber;

/**
 * {@code libimage_feature.so}: the colours of an image's pixels, optionally scaled to a given size first. The algorithm {@code ORB} of
 * the original needs OpenCV and is refused.
 */
final class ImageFeature implements PluginFactory {
    @Override
    public String fileName() {
        return "libimage_feature.so";
    }

    @Override
    public Set<String> functions() {
        return Set.of("create");
    }

    @Override
    public Plugin create(String function, PluginParameters parameters) {
        String algorithm = parameters.getOr("algorithm", "RGB").toString();
        if (algorithm.equals("ORB")) {
            throw PluginParameters.bad(
                    "the algorithm ORB of libimage_feature.so is not supported: it needs OpenCV; use RGB");
        }
        if (!algorithm.equals("RGB")) {
            throw PluginParameters.bad("input algorithm among these : RGB, ORB(opencv2.3 or later)");
        }
        boolean resize = parameters.flag("resize", false);
        int width = size(parameters, "x_size");
        int height = size(parameters, "y_size");
        return resize ? new PixelColors(width, height) : new PixelColors(0, 0);
    }

    private static int size(PluginParameters parameters, String name) {
        ByteString text = parameters.getOr(name, "64.0");
        OptionalDouble size = StreamNumber.parseDouble(text);
        if (size.isEmpty() || size.getAsDouble() < 1) {
            throw PluginParameters.bad("image size must be a positive number");
        }
        if (size.getAsDouble() > PixelColors.MAX_SIDE) {
            throw PluginParameters.bad(
                    name + " must be at most " + PixelColors.MAX_SIDE + " for libimage_feature.so, was " + text);
        }
        return (int) size.getAsDouble();
    }
}
