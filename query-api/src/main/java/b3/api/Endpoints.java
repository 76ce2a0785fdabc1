package b3.api;

import b3.api.queries.Readers;
import b3.api.query.Arguments;
import b3.api.query.Query;
import b3.api.read.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Gives every query its route: {@code GET} and the path that it names. */
@Component
final class Endpoints {

    /** One route. Spring calls {@link #get}. */
    record Route(Query query, Function<Arguments, Page> reader, Answers answers) {

        void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answers.answer(query, reader, request, response);
        }
    }

    Endpoints(RequestMappingHandlerMapping routes, Answers answers, Readers readers) throws NoSuchMethodException {
        Method get = Route.class.getDeclaredMethod("get", HttpServletRequest.class, HttpServletResponse.class);
        readers.all()
                .forEach((query, reader) -> routes.registerMapping(
                        RequestMappingInfo.paths(query.path())
                                .methods(RequestMethod.GET)
                                .options(routes.getBuilderConfiguration())
                                .build(),
                        new Route(query, reader, answers),
                        get));
    }
}
