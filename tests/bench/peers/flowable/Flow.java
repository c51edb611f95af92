// The peer's side of the speed comparison: Flowable's embedded engine on PostgreSQL. Argument: jdbcUrl.
// Says "ready", then takes lines "cases threads" and answers each with the seconds that so many cases took:
// started, six user tasks with due dates completed one after the other, ended. It ends with its input.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.*;
import org.flowable.engine.*;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

public class Flow {
    static final int STEPS = 6;
    static final int CONNECTIONS = 40;
    static final int MINUTES = 5;

    public static void main(String[] args) throws Exception {
        ProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration()
            .setJdbcUrl(args[0]).setJdbcUsername("postgres").setJdbcPassword("x").setJdbcDriver("org.postgresql.Driver")
            .setDatabaseSchemaUpdate("true").setAsyncExecutorActivate(false);
        configuration.setJdbcMaxActiveConnections(CONNECTIONS);
        ProcessEngine engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment().addString("p.bpmn20.xml", process()).deploy();
        System.out.println("ready");
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] numbers = line.trim().split(" ");
            System.out.println(drive(engine, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
        }
        engine.close();
    }

    static String process() {
        StringBuilder xml = new StringBuilder("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:flowable='http://flowable.org/bpmn' targetNamespace='t'><process id='p'><startEvent id='s'/>");
        String previous = "s";
        for (int step = 0; step < STEPS; step++) {
            xml.append("<sequenceFlow sourceRef='").append(previous).append("' targetRef='t").append(step).append("'/>")
               .append("<userTask id='t").append(step).append("' flowable:candidateGroups='d").append(step).append("' flowable:dueDate='P2D'/>");
            previous = "t" + step;
        }
        return xml.append("<sequenceFlow sourceRef='").append(previous).append("' targetRef='e'/><endEvent id='e'/></process></definitions>").toString();
    }

    /** Seconds for so many cases; whatever fails in one of them is thrown. */
    static double drive(ProcessEngine engine, int cases, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        List<Future<?>> started = new ArrayList<>();
        for (int number = 0; number < cases; number++) started.add(pool.submit(() -> one(engine)));
        pool.shutdown();
        if (!pool.awaitTermination(MINUTES, TimeUnit.MINUTES)) {
            pool.shutdownNow();
            throw new IllegalStateException("not done in " + MINUTES + " minutes");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Future<?> one : started) one.get();
        return seconds;
    }

    static void one(ProcessEngine engine) {
        String instance = engine.getRuntimeService().startProcessInstanceByKey("p").getId();
        for (int step = 0; step < STEPS; step++) {
            TaskService tasks = engine.getTaskService();
            tasks.complete(tasks.createTaskQuery().processInstanceId(instance).singleResult().getId());
        }
    }
}
