package b3.stack.golden;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link ImportedSamples}: one stack for all of them, which the first test starts and which stops after the
 * last. Without the real documents the tests are skipped, and their report says so.
 */
final class SamplesExtension implements ExecutionCondition, ParameterResolver {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ImportedSamples.areAtHand()
                ? ConditionEvaluationResult.enabled("the real documents are at hand")
                : ConditionEvaluationResult.disabled("B3_SAMPLES_DIR and B3_GOLDEN_DIR name no folder");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ImportedSamples.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SamplesExtension.class))
                .computeIfAbsent(ImportedSamples.class, first -> begin(), ImportedSamples.class);
    }

    private static ImportedSamples begin() {
        try {
            return new ImportedSamples();
        } catch (Exception e) {
            throw new IllegalStateException("the stack with the samples does not start", e);
        }
    }
}
