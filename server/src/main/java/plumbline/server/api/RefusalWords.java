package plumbline.server.api;

import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jooq.exception.DataAccessException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// What to say about an exception that the framework or a handler threw.
final class RefusalWords {
    /// What the database says of a text with U+0000.
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    private RefusalWords() {}

    static Problem of(Exception failure) {
        return switch (failure) {
            case ProblemException refused -> refused.problem();
            case NoHandlerFoundException _, NoResourceFoundException _ ->
                Problem.notFound("Nothing is found at this address.");
            case HttpRequestMethodNotSupportedException wrong ->
                Problem.of(
                                ProblemType.METHOD_NOT_ALLOWED,
                                wrong.getMethod() + " is not possible here, but " + String.join(", ", supported(wrong))
                                        + ".")
                        .header("Allow", String.join(", ", supported(wrong)));
            case HttpMediaTypeNotAcceptableException wrong ->
                Problem.of(ProblemType.NOT_ACCEPTABLE, "This can be had as " + wrong.getSupportedMediaTypes() + ".");
            case HttpMediaTypeNotSupportedException wrong ->
                Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        wrong.getContentType() + " is not understood here, but " + wrong.getSupportedMediaTypes()
                                + ".");
            case HttpMessageNotReadableException wrong -> BodyErrors.of(wrong);
            case MissingServletRequestParameterException missing ->
                Problem.of(ProblemType.INVALID, "A parameter is missing.")
                        .error("?" + missing.getParameterName(), "must be given");
            case MissingRequestHeaderException missing ->
                Problem.of(ProblemType.INVALID, "The header " + missing.getHeaderName() + " must be given.");
            case BindException wrong -> binding(wrong);
            case TypeMismatchException wrong ->
                Problem.of(ProblemType.INVALID, "A parameter is not valid.")
                        .error("?" + wrong.getPropertyName(), "is not of the kind that is expected here");
            case InvalidParameterException wrong
            when wrong.getErrorCode() == ProblemType.TOO_LARGE.status() ->
                Problem.of(ProblemType.TOO_LARGE, "The request is larger than what is taken here.");
            case InvalidParameterException _ ->
                Problem.of(ProblemType.MALFORMED, "A parameter is no UTF-8 text, or is encoded wrongly.");
            case MaxUploadSizeExceededException _ ->
                Problem.of(ProblemType.TOO_LARGE, "The request is larger than what is taken here.");
            case MultipartException _ -> Problem.of(ProblemType.MALFORMED, "The form could not be read.");
            case ServletRequestBindingException _ ->
                Problem.of(ProblemType.INVALID, "Something is missing in the request.");
            case DataAccessException wrong
            when UNSTORABLE.contains(wrong.sqlState()) ->
                Problem.of(ProblemType.INVALID, "A text in the request has a character that no text can have: U+0000.");
            case ErrorResponse other
            when other.getStatusCode().is4xxClientError() ->
                Problem.of(ProblemType.MALFORMED, ProblemType.MALFORMED.meaning());
            default ->
                Problem.of(ProblemType.INTERNAL, "It has been noted; name the request id when you ask for help.");
        };
    }

    private static Problem binding(BindException wrong) {
        var problem = Problem.of(ProblemType.INVALID, "The form could not be read.");
        for (var field : wrong.getFieldErrors()) {
            problem = problem.error("/" + field.getField(), "is missing or of the wrong kind");
        }
        return problem;
    }

    private static String[] supported(HttpRequestMethodNotSupportedException wrong) {
        var methods = wrong.getSupportedMethods();
        return methods == null ? new String[] {"nothing"} : methods;
    }
}
