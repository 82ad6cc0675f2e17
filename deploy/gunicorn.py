"""How gunicorn serves a council: `gunicorn --config deploy/gunicorn.py council.wsgi:application`.

Two more come from the environment, as gunicorn knows them: PORT, and WEB_CONCURRENCY, the number of processes.
"""

worker_class = "gthread"
threads = 4
worker_tmp_dir = "/dev/shm"  # noqa: S108 - its heartbeat file must not wait for a disk; the folder is gunicorn's advice
control_socket_disable = True  # a file in a home folder, which its user does not have
# A process makes way for a new one before it can grow old and large.
max_requests = 5000
max_requests_jitter = 500
