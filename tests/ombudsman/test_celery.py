"""Celery only wakes the relay, with settings under which nothing hangs or is kept."""

from kombu.transport.redis import Channel

from ombudsman.celery import VISIBILITY, app
from ombudsman.launch import run
from ombudsman.tasks import LONGEST, wake


def test_a_killed_workers_message_comes_back_and_soon() -> None:
    conf = app.conf
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert LONGEST < conf.task_soft_time_limit < conf.task_time_limit < VISIBILITY
    transport = conf.broker_transport_options
    assert transport["unacked_restore_interval"] <= 10
    assert transport["unacked_restore_throttle"] == 1
    assert transport["socket_timeout"] > 0
    assert (
        transport["visibility_timeout"]
        == conf.result_backend_transport_options["visibility_timeout"]
        == conf.visibility_timeout
        == VISIBILITY
    )


def test_messages_are_json_and_results_are_not_kept() -> None:
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    assert app.conf.result_backend is None
    assert app.conf.task_ignore_result


def test_one_beat_entry_wakes_the_one_task_and_does_not_pile_up() -> None:
    app.loader.import_default_modules()
    ours = [name for name in app.tasks if not name.startswith("celery.")]
    (entry,) = app.conf.beat_schedule.values()
    assert ours == [entry["task"]] == [wake.name]
    assert entry["options"]["expires"] <= entry["schedule"] <= 300


def test_a_waking_is_confirmed_before_it_runs_and_never_given_back() -> None:
    """Else kombu 5.7.0 ends the node when Redis dies meanwhile (seen in test_fleet)."""
    assert wake.acks_late is False
    assert Channel.do_restore is False


def test_redis_may_be_away_for_as_long_as_it_likes() -> None:
    assert app.conf.broker_connection_retry_on_startup
    assert app.conf.broker_connection_max_retries is None
    assert not app.conf.worker_cancel_long_running_tasks_on_connection_loss


def test_whoever_gets_at_redis_cannot_order_the_workers_about() -> None:
    assert not app.conf.worker_enable_remote_control
    assert not app.conf.worker_send_task_events


def test_with_redis_make_run_adds_celery_and_one_beat_to_the_worker() -> None:
    assert list(run.background_programs({})) == ["worker"]
    programs = run.background_programs({"REDIS_URL": "redis://localhost"})
    assert list(programs) == ["worker", "Celery", "Celery beat"]
    assert sum("beat" in program for program in programs.values()) == 1
    assert all("redis" not in " ".join(program) for program in programs.values())
