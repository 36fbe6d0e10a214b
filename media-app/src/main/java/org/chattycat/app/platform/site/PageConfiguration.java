package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the front end and its files: the clock, which is a small page of its own, and the same page for every other path that people
 * see. The build puts a brotli and a gzip version beside
 * each file that compression makes smaller; the resolver chooses by Accept-Encoding.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int ETAG_BYTES = 16;

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (String path : PagePaths.PAGES) {
            registry.addViewController(path).setViewName("forward:/index.html");
        }
        registry.addViewController(PagePaths.CLOCK).setViewName("forward:/clock.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // File names contain a hash of the content, so a file never changes.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/META-INF/resources/assets/")
                .setCacheControl(CacheControl.maxAge(YEAR).cachePublic().immutable())
                .setEtagGenerator(PageConfiguration::etag)
                .resourceChain(true)
                .addResolver(new PrecompressedFiles());
        // The page names the assets of its release, so browsers must check it each time.
        registry.addResourceHandler("/*")
                .addResourceLocations("classpath:/META-INF/resources/")
                .setCacheControl(CacheControl.noCache())
                .setEtagGenerator(PageConfiguration::etag)
                .resourceChain(true)
                .addResolver(new PrecompressedFiles());
    }

    /** Also for uncompressed files, so that caches distinguish requests by their encoding (RFC 9111, section 4.1). */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
                        return true;
                    }
                })
                .addPathPatterns("/assets/**", "/index.html", "/clock.html");
    }

    /** A hash of the bytes that are sent, so that each encoding of a file has its own tag (RFC 9110, section 8.8.3.3). */
    private static String etag(Resource file) {
        try (InputStream bytes = file.getInputStream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return '"' + HexFormat.of().formatHex(digest.digest(), 0, ETAG_BYTES) + '"';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
