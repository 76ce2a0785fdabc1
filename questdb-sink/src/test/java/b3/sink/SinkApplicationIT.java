package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.testing.RealQuestDb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The sink as its own process serves it: settings, health and metrics. */
class SinkApplicationIT {

    @Test
    void servesHealthAndMetricsOnItsManagementPort(@TempDir Path directory) throws IOException, InterruptedException {
        try (RealQuestDb questDb = new RealQuestDb(directory);
                Pipeline pipeline = new Pipeline(questDb.httpPort(), questDb.pgPort());
                ConfigurableApplicationContext sink = SinkApplication.PROGRAM
                        .process()
                        .run(
                                "--server.port=0",
                                "--b3.kafka.bootstrap-servers=" + pipeline.servers(),
                                "--b3.questdb.http=127.0.0.1:" + questDb.httpPort(),
                                "--b3.questdb.pg=127.0.0.1:" + questDb.pgPort(),
                                "--b3.sink.check-interval=100ms")) {
            String port = sink.getEnvironment().getRequiredProperty("local.server.port");
            pipeline.publish(Adjustments.many("APP", 3));
            await().until(() -> pipeline.count("instrument = 'APP'") == 3);

            await().untilAsserted(
                            () -> assertThat(get(port, "/actuator/prometheus").body())
                                    .contains(
                                            "b3_sink_rows_total{dataset=\"adjustments\"} 3.0",
                                            "b3_sink_lag{dataset=\"adjustments\"} 0.0",
                                            "b3_sink_lag{dataset=\"history\"} 0.0",
                                            "b3_sink_outages_total 0.0",
                                            "b3_sink_delivery_seconds_count",
                                            "b3_sink_table_suspended{table=\"b3_adjustments_log\"} 0.0",
                                            "kafka_consumer"));
            HttpResponse<String> well = get(port, "/actuator/health");
            assertThat(well.statusCode()).isEqualTo(200);
            assertThat(well.body()).contains("\"status\":\"UP\"", "\"sink");

            questDb.stop();
            await().untilAsserted(() -> {
                HttpResponse<String> ill = get(port, "/actuator/health");
                assertThat(ill.statusCode()).isEqualTo(503);
                assertThat(ill.body()).contains("questdb");
            });
            questDb.restart();
            await().until(() -> get(port, "/actuator/health").statusCode() == 200);

            sink.getBean(Delivery.class).close(); // a bug: what the sink needs is gone
            pipeline.publish(Adjustments.many("BUG", 1));
            await().untilAsserted(() ->
                    assertThat(get(port, "/actuator/health").body()).contains("\"consumer\":\"stopped by a failure"));
        }
    }

    private static HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
