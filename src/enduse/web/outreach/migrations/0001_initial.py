import django.db.models.deletion
import enduse.web.registry.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', enduse.web.registry.models.fields.PlainCharField(max_length=120, primary_key=True, serialize=False)),
                ('known_from', models.DateField(db_index=True, null=True)),
                ('cited', models.PositiveSmallIntegerField(default=0)),
                ('digest', models.CharField(max_length=32)),
                ('public_since', models.DateTimeField(null=True)),
                ('withdrawn_since', models.DateTimeField(null=True)),
                ('title', models.TextField()),
                ('aim', models.TextField()),
                ('note', models.TextField(null=True)),
                ('confidence', enduse.web.registry.models.fields.PlainCharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=40)),
                ('citations', models.ManyToManyField(related_name='campaigns', to='registry.citation')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('public_since__isnull', True), ('cited__gte', 1), _connector='OR'), name='outreach_campaign_published_only_with_a_citation'), models.CheckConstraint(condition=models.Q(('withdrawn_since__isnull', True), ('public_since__isnull', False), _connector='OR'), name='outreach_campaign_withdrawn_only_once_published'), models.CheckConstraint(condition=models.Q(('confidence__in', ('high', 'medium', 'low'))), name='outreach_campaign_confidence_word')],
            },
        ),
        migrations.CreateModel(
            name='Outreach',
            fields=[
                ('id', enduse.web.registry.models.fields.PlainCharField(max_length=120, primary_key=True, serialize=False)),
                ('known_from', models.DateField(db_index=True, null=True)),
                ('cited', models.PositiveSmallIntegerField(default=0)),
                ('digest', models.CharField(max_length=32)),
                ('public_since', models.DateTimeField(null=True)),
                ('withdrawn_since', models.DateTimeField(null=True)),
                ('count_recipients', models.PositiveIntegerField(null=True)),
                ('date', enduse.web.registry.models.fields.PartialDateField()),
                ('date_day', enduse.web.registry.models.fields.FirstDayField('date', db_index=True, editable=False, null=True)),
                ('published', enduse.web.registry.models.fields.PartialDateField(null=True)),
                ('subject', models.TextField()),
                ('channel', enduse.web.registry.models.fields.PlainCharField(choices=[('letter', 'letter'), ('open-letter', 'open-letter'), ('questionnaire', 'questionnaire'), ('request', 'request'), ('request-for-comment', 'request-for-comment'), ('request-for-response', 'request-for-response'), ('foi', 'foi'), ('complaint', 'complaint'), ('petition', 'petition')], max_length=40)),
                ('note', models.TextField(null=True)),
                ('confidence', enduse.web.registry.models.fields.PlainCharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=40)),
                ('campaign', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='outreach.campaign')),
                ('citations', models.ManyToManyField(related_name='outreach', to='registry.citation')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('public_since__isnull', True), ('cited__gte', 1), _connector='OR'), name='outreach_outreach_published_only_with_a_citation'), models.CheckConstraint(condition=models.Q(('withdrawn_since__isnull', True), ('public_since__isnull', False), _connector='OR'), name='outreach_outreach_withdrawn_only_once_published'), models.CheckConstraint(condition=models.Q(('channel__in', ('letter', 'open-letter', 'questionnaire', 'request', 'request-for-comment', 'request-for-response', 'foi', 'complaint', 'petition'))), name='outreach_outreach_channel_word'), models.CheckConstraint(condition=models.Q(('confidence__in', ('high', 'medium', 'low'))), name='outreach_outreach_confidence_word'), models.CheckConstraint(condition=models.Q(('date__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='outreach_outreach_date_date'), models.CheckConstraint(condition=models.Q(('published__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='outreach_outreach_published_date')],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('rule', enduse.web.registry.models.fields.PlainCharField(choices=[('days', 'days'), ('working-days', 'working-days'), ('months', 'months')], max_length=40)),
                ('length', models.PositiveSmallIntegerField()),
                ('calendar', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.country')),
                ('citations', models.ManyToManyField(related_name='deadlines', to='registry.citation')),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadline', to='outreach.outreach')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('rule__in', ('days', 'working-days', 'months'))), name='outreach_deadline_rule_word'), models.UniqueConstraint(fields=('outreach',), name='outreach_deadline_once')],
            },
        ),
        migrations.CreateModel(
            name='About',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('record', enduse.web.registry.models.fields.PlainCharField(db_index=True, max_length=120)),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='outreach.outreach')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('outreach', 'record'), name='outreach_about_once')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('number', enduse.web.registry.models.fields.PlainCharField(max_length=20)),
                ('topic', models.TextField()),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='outreach.outreach')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('outreach', 'number'), name='outreach_question_once')],
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='outreach.outreach')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_received', to='registry.party')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('outreach', 'party'), name='outreach_recipient_once')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('status', enduse.web.registry.models.fields.PlainCharField(choices=[('answered', 'answered'), ('answered-in-full', 'answered-in-full'), ('answered-in-part', 'answered-in-part'), ('off-the-point', 'off-the-point'), ('declined', 'declined'), ('no-reply', 'no-reply'), ('unreachable', 'unreachable'), ('pending', 'pending'), ('unknown', 'unknown')], db_index=True, max_length=40)),
                ('date', enduse.web.registry.models.fields.PartialDateField(null=True)),
                ('acknowledged', enduse.web.registry.models.fields.PartialDateField(null=True)),
                ('note', models.TextField(null=True)),
                ('citations', models.ManyToManyField(related_name='responses', to='registry.citation')),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='outreach.outreach')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='registry.party')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ('answered', 'answered-in-full', 'answered-in-part', 'off-the-point', 'declined', 'no-reply', 'unreachable', 'pending', 'unknown'))), name='outreach_response_status_word'), models.CheckConstraint(condition=models.Q(('date__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='outreach_response_date_date'), models.CheckConstraint(condition=models.Q(('acknowledged__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='outreach_response_acknowledged_date')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('question', enduse.web.registry.models.fields.PlainCharField(max_length=20)),
                ('extent', enduse.web.registry.models.fields.PlainCharField(choices=[('in-full', 'in-full'), ('in-part', 'in-part'), ('off-the-point', 'off-the-point'), ('not-answered', 'not-answered')], max_length=40)),
                ('said', models.TextField()),
                ('citations', models.ManyToManyField(related_name='answers', to='registry.citation')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='outreach.response')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('extent__in', ('in-full', 'in-part', 'off-the-point', 'not-answered'))), name='outreach_answer_extent_word'), models.UniqueConstraint(fields=('response', 'question'), name='outreach_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='Sender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='senders', to='outreach.outreach')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_sent', to='registry.party')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('outreach', 'party'), name='outreach_sender_once')],
            },
        ),
        migrations.CreateModel(
            name='Unreachable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unreachable', to='outreach.outreach')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_lost', to='registry.party')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('outreach', 'party'), name='outreach_unreachable_once')],
            },
        ),
    ]
