import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from the one that fills it: PostgreSQL changes no column of rows that were written in the same transaction.

    dependencies = [
        ('policies', '0003_policies_reviews_questions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='policyversion',
            name='policy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='policies.policy'),
        ),
    ]
