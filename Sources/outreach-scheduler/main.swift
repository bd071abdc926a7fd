print("outreach-scheduler")
