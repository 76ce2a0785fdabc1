package b3.api;

import b3.api.http.Problem;
import b3.api.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Every error that leaves a controller, as problem+json. Only a fault of ours is logged with its stack trace. */
@RestControllerAdvice
class ApiErrors {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    /** Knows by which exceptions web servers say that the caller has gone; logs them at DEBUG. */
    private static final DisconnectedClientHelper GONE = new DisconnectedClientHelper(ApiErrors.class.getName());

    @ExceptionHandler
    void problem(ProblemException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(e.problem(), request, response);
    }

    @ExceptionHandler
    void notFound(NoResourceFoundException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(Problem.ofStatus(404, "nothing is served here; GET / lists the routes"), request, response);
    }

    /** Tomcat reads the query string when a parameter is asked for, whoever asks. */
    @ExceptionHandler
    void badQuery(InvalidParameterException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(
                Problem.ofStatus(400, "the query string cannot be decoded, or has too many parameters"),
                request,
                response);
    }

    @ExceptionHandler
    void anything(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (GONE.checkAndLogClientDisconnectedException(e)) {
            return;
        }
        if (e instanceof ErrorResponse known) {
            HttpHeaders headers = known.getHeaders();
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            String detail = known.getBody().getDetail();
            write(
                    Problem.ofStatus(known.getStatusCode().value(), detail == null ? "see status" : detail),
                    request,
                    response);
            return;
        }
        log.error("bug path={}", request.getRequestURI(), e);
        write(
                Problem.ofStatus(500, "a fault on our side; the log has it under this correlation id"),
                request,
                response);
    }

    private static void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!response.isCommitted()) {
            response.resetBuffer();
            problem.write(request, response);
        }
    }
}
