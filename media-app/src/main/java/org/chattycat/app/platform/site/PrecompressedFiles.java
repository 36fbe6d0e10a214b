package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Chooses between the compressed versions of a file. Spring uses the first encoding that the browser names, and browsers name
 * gzip first. This puts brotli, which is smaller, first if the browser accepts it without a lower quality value.
 */
final class PrecompressedFiles extends EncodedResourceResolver {
    private static final Pattern TAKES_BROTLI = Pattern.compile("(^|,)\\s*br\\s*(,|$)");

    @Override
    protected Resource resolveResourceInternal(
            HttpServletRequest request, String path, List<? extends Resource> locations, ResourceResolverChain chain) {
        return super.resolveResourceInternal(request == null ? null : new BrotliFirst(request), path, locations, chain);
    }

    private static final class BrotliFirst extends HttpServletRequestWrapper {
        BrotliFirst(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getHeader(String name) {
            String value = super.getHeader(name);
            return value != null
                            && name.equalsIgnoreCase(HttpHeaders.ACCEPT_ENCODING)
                            && TAKES_BROTLI.matcher(value).find()
                    ? "br, " + value
                    : value;
        }
    }
}
