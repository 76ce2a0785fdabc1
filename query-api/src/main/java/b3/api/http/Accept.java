package b3.api.http;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The choice among the media types that are served, by the Accept header. Spring parses and compares the media types. */
public final class Accept {

    private Accept() {}

    /**
     * The served media type that the caller prefers: that of the highest quality, among equals the first served. A media
     * type has the quality of the most specific range that includes it.
     *
     * @param accept values of the Accept header; no value, or none but blank ones, takes anything
     * @param served the media types, at least one
     * @return empty if the caller takes none of them
     * @throws ProblemException with status 406 if a value is malformed, as Spring answers wherever it negotiates itself
     */
    public static Optional<String> preferred(List<String> accept, List<String> served) {
        List<MediaType> ranges = ranges(accept);
        if (ranges.isEmpty()) {
            return Optional.of(served.get(0));
        }
        String best = null;
        double bestQuality = 0;
        for (String candidate : served) {
            double quality = quality(ranges, MediaType.parseMediaType(candidate));
            if (quality > bestQuality) {
                best = candidate;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<MediaType> ranges(List<String> accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            throw Problem.ofStatus(406, "the Accept header cannot be read: " + e.getMessage())
                    .exception();
        }
    }

    private static double quality(List<MediaType> ranges, MediaType served) {
        MediaType closest = null;
        for (MediaType range : ranges) {
            if (range.includes(served) && isCloser(range, closest)) {
                closest = range;
            }
        }
        return closest == null ? 0 : closest.getQualityValue();
    }

    private static boolean isCloser(MediaType range, @Nullable MediaType than) {
        return than == null || range.removeQualityValue().isMoreSpecific(than.removeQualityValue());
    }
}
