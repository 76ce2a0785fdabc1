package b3.program;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

/** A program that answers HTTP: imports exactly the parts of Spring Boot that this takes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class, // the server, server.port and server.address
    DispatcherServletAutoConfiguration.class, // the servlet that finds who answers a path
    WebMvcAutoConfiguration.class, // calls who answers, with the request's parameters
    HttpMessageConvertersAutoConfiguration.class // writes what it returns
})
public @interface WebProgram {}
