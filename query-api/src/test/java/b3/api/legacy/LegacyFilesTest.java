package b3.api.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;

class LegacyFilesTest {

    @Test
    void everyDeclaredFileIsServedAndNoOther() throws NoSuchMethodException {
        GetMapping mapping = LegacyController.class
                .getDeclaredMethod("file", HttpServletRequest.class, HttpServletResponse.class)
                .getAnnotation(GetMapping.class);
        assertThat(mapping.value())
                .containsExactlyElementsOf(
                        LegacyFiles.ALL.stream().map(LegacyFile::path).toList());
    }
}
