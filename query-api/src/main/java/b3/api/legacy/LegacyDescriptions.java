package b3.api.legacy;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes each legacy file in the API description by its own declaration. */
@Component
class LegacyDescriptions implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().forEach((path, item) -> LegacyFiles.at(path).ifPresent(file -> describe(file, item.getGet())));
    }

    private static void describe(LegacyFile file, Operation operation) {
        operation.operationId(file.operation()).summary(file.summary()).description(file.description());
        operation.getResponses().addApiResponse("200", answer(file));
    }

    private static ApiResponse answer(LegacyFile file) {
        ApiResponse answer = new ApiResponse().description(file.answer());
        return file.mediaType().equals("text/csv")
                ? answer.content(
                        new Content().addMediaType(file.mediaType(), new MediaType().schema(new StringSchema())))
                : answer;
    }
}
